"""What an analysis means: quads, no text processing."""
