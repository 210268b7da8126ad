"""Questions about schools. Reading only; the docstrings say how many statements each takes."""
