"""What changes schools: loading the register, loading links, looking whether links work."""
