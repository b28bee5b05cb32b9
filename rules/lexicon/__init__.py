"""The words of the field: what people call the assessment, its papers, forms and councils; most of it is data."""
