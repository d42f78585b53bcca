"""What leaves the console as a file: CSV, XLSX and PDF of one worded report."""
