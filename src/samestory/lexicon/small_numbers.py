"""The numbers that news writes out in words: zero to twelve, each at its own place."""

SMALL_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
