"""Who answers, and when: pure rules over values."""
