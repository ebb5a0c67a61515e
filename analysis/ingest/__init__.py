"""From a file to statements with corner, kind and place."""
