"""The region's sites, one module per family of technologies; each declares its truth beside its pages."""
