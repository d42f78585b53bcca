"""The web pages of counsellors and supervisors."""
