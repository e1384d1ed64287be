"""What the story's chapters share: question and answer, the visitor's sentence, a picture that a slider moves."""
