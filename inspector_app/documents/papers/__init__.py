"""The papers of an inspection: pure functions from their content to a tree.

Nothing is invented here: every part of a paper is given as data, and its fixed words are
wording (``papers.*``) with the mission's vocabulary. The vocabulary must hold ``inspection``
(巡察), ``party_group`` (党组) and ``number_one`` (一把手).
"""
