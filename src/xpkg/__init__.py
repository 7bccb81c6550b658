"""xpkg: texts about public affairs as a knowledge graph whose every assertion leads back to its characters."""
