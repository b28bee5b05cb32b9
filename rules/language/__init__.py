"""Russian as it stands on real pages, without a word about the subject: forms, pieces of words, patterns, numbers."""
