"""The state of every obligation of a protocol on a day, and what people tick off."""
