"""Pages about schools. Reading only, and outside a transaction, so that nobody waits for an import."""
