"""Persons' names: lists, what stands around a word, a model that weighs it, whole names."""
