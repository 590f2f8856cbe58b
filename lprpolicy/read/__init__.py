"""From bytes to the nouns: nothing here judges, and nothing here touches the disk."""
