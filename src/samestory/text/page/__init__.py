"""What belongs to the page and what to the report: furniture, stamps, captions, credits."""
