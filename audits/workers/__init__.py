"""What is done in worker processes, and how they are kept: one shard each, cards beside them."""
