"""From a file or a feed to rows. Pure: knows neither Django nor the database."""
