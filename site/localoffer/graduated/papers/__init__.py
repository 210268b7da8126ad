"""The checklist and the meeting sheet as files, made when they are asked for and kept nowhere."""

from localoffer.graduated.papers.answering import paper_file

__all__ = ["paper_file"]
