"""The region's authorities counted as the federal ministry counts them: counts, lines, tables."""
