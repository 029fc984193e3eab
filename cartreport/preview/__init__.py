"""The preview: a briefing in the browser that follows its files. It publishes nothing."""
