"""What stands in quotation marks, and when two quotations are wordings of one utterance."""
