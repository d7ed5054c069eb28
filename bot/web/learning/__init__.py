"""What people really asked becomes better understanding: the review queue, accepted examples, new aliases."""
