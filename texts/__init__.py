"""What people read: notices for the person, in every language."""
