"""When: days, years with their roles, and periods, as documents and pages write them."""
