"""Files of open data read into plain rows, one format family a module. Pure: no Django here."""
