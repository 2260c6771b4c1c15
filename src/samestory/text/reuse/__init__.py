"""Text that reports share: fingerprints, alignment, chains of passages, and who says where it is from."""
