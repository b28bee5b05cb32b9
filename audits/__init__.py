"""RUN, REMEMBER, REPORT: the only package that knows the other two."""
