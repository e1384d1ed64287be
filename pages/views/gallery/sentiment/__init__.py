"""Many to one: does the sentence praise?"""
