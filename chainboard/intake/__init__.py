"""What offices send in: files judged, read and checked, cell by cell; nothing is stored here."""
