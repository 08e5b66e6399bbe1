"""The function that reads business licences, `/cv/ocr/bizlicense`."""
