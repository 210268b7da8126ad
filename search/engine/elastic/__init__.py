"""The Elasticsearch engine: the port over one index of a cluster, for a county or the whole country."""
