"""How well samestory does, measured: on the shipped example, and on the data under SAMESTORY_DATA."""
