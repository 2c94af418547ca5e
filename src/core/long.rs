//! Lists that grow with the age of a campaign: calls, files, versions, judgements.
//!
//! The last items are kept as they are; what is older is packed, a chunk of items at a time, and is unpacked only when
//! somebody looks at the whole list. A chunk never changes and is shared between copies of a campaign. In a stored state
//! stands only which chunks there are: their bytes are kept beside it, once, and can be brought later ([`Chunk::fill`]).
//!
//! It must never know what the items mean, nor where chunks are kept.

use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Items in a chunk.
const CHUNK: usize = 32;
/// Items that are never packed: the last ones are looked at again and again.
const AT_HAND: usize = 8;

/// Packed items. Equal items make equal chunks: a chunk is named by what is in it.
#[derive(Debug)]
pub struct Chunk {
    id: u64,
    n: u32,
    bytes: OnceLock<Arc<[u8]>>,
    kept: AtomicBool,
    asked: AtomicBool,
}

impl Chunk {
    fn of<T: Serialize>(items: &[T]) -> Option<Self> {
        let bytes: Arc<[u8]> = postcard::to_stdvec(items).ok()?.into();
        Some(Self {
            id: name(&bytes),
            n: items.len() as u32,
            bytes: OnceLock::from(bytes),
            kept: AtomicBool::new(false),
            asked: AtomicBool::new(false),
        })
    }

    /// A chunk whose bytes have not come yet has nothing to show, and remembers that it was asked.
    fn items<T: DeserializeOwned>(&self) -> Vec<T> {
        let Some(bytes) = self.bytes.get() else {
            self.asked.store(true, Ordering::Relaxed);
            return Vec::new();
        };
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// Was it asked for its items before its bytes came? Then what followed from the answer is not to be trusted.
    pub fn was_asked_in_vain(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// Its name.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Its bytes, where they are here.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.bytes.get().map(|b| &**b)
    }

    /// Brings the bytes. False: these are not the ones.
    pub fn fill(&self, bytes: Vec<u8>) -> bool {
        let right = name(&bytes) == self.id;
        if right {
            self.bytes.get_or_init(|| bytes.into());
        }
        right
    }

    /// Takes the bytes of the same chunk, which both hold in common from now on. False: it is another one, or has none.
    pub(crate) fn share(&self, same: &Self) -> bool {
        let bytes = same.bytes.get().filter(|_| same.id == self.id);
        bytes.is_some_and(|bytes| {
            self.bytes.get_or_init(|| bytes.clone());
            true
        })
    }

    /// Are its bytes kept beside the stored state?
    pub fn is_kept(&self) -> bool {
        self.kept.load(Ordering::Relaxed)
    }

    /// Its bytes are kept from now on.
    pub fn keep(&self) {
        self.kept.store(true, Ordering::Relaxed);
    }
}

/// A hash in the manner of FNV, eight bytes at a time because a start names megabytes. It guards against mistakes, not
/// against malice: stored states are scratch.
fn name(bytes: &[u8]) -> u64 {
    let step = |hash: u64, word: u64| {
        let mixed = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words
        .iter()
        .map(|w| u64::from_le_bytes(*w))
        .fold(bytes.len() as u64, step);
    rest.iter().map(|b| u64::from(*b)).fold(hash, step)
}

/// A list whose older items are packed. Reads as a slice.
#[derive(Debug)]
pub struct Long<T> {
    old: Vec<Arc<Chunk>>,
    new: Vec<T>,
    whole: OnceLock<Vec<T>>,
}

impl<T> Default for Long<T> {
    fn default() -> Self {
        Self {
            old: Vec::new(),
            new: Vec::new(),
            whole: OnceLock::new(),
        }
    }
}

impl<T: Clone> Clone for Long<T> {
    fn clone(&self) -> Self {
        Self {
            old: self.old.clone(),
            new: self.new.clone(),
            whole: OnceLock::new(),
        }
    }
}

impl<T: PartialEq + Clone + DeserializeOwned> PartialEq for Long<T> {
    fn eq(&self, other: &Self) -> bool {
        let names = |l: &Self| l.old.iter().map(|c| c.id).collect::<Vec<_>>();
        if names(self) == names(other) {
            return self.new == other.new;
        }
        **self == **other
    }
}

impl<T: Clone + DeserializeOwned> Deref for Long<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // What has not come yet is not shown, and not kept as if it were the whole.
        if let Some(missing) = self.old.iter().find(|c| c.bytes().is_none()) {
            missing.asked.store(true, Ordering::Relaxed);
            return &self.new;
        }
        if self.old.is_empty() {
            return &self.new;
        }
        self.whole.get_or_init(|| {
            let mut all: Vec<T> = self.old.iter().flat_map(|c| c.items()).collect();
            all.extend(self.new.iter().cloned());
            all
        })
    }
}

impl<'a, T: Clone + DeserializeOwned> IntoIterator for &'a Long<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Long<T> {
    /// How many items there are; unpacks nothing.
    pub fn len(&self) -> usize {
        self.old.iter().map(|c| c.n as usize).sum::<usize>() + self.new.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }

    /// The last items: at least the last few, if there are so many.
    pub fn recent(&self) -> &[T] {
        &self.new
    }

    /// Adds an item.
    pub(crate) fn push(&mut self, item: T) {
        self.whole.take();
        self.new.push(item);
    }

    /// Forgets what was unpacked.
    pub(crate) fn rest(&mut self) {
        self.whole.take();
    }

    /// The packed part.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = &Arc<Chunk>> {
        self.old.iter()
    }
}

impl<T: Clone + Serialize + DeserializeOwned> Long<T> {
    /// Changes the last item that is the one.
    pub(crate) fn edit_last(&mut self, is: impl Fn(&T) -> bool, change: impl FnOnce(&mut T)) {
        self.whole.take();
        if let Some(item) = self.new.iter_mut().rev().find(|t| is(t)) {
            change(item);
            return;
        }
        for chunk in self.old.iter_mut().rev() {
            let mut items: Vec<T> = chunk.items();
            if let Some(item) = items.iter_mut().rev().find(|t| is(t)) {
                change(item);
                repack(chunk, &items);
                return;
            }
        }
    }

    /// Changes every item that is one.
    pub(crate) fn edit_each(&mut self, is: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        self.whole.take();
        for chunk in &mut self.old {
            let mut items: Vec<T> = chunk.items();
            if items.iter().any(&is) {
                items.iter_mut().filter(|t| is(t)).for_each(&mut change);
                repack(chunk, &items);
            }
        }
        self.new.iter_mut().filter(|t| is(t)).for_each(change);
    }

    /// Packs what makes whole chunks.
    pub(crate) fn seal(&mut self) {
        while self.new.len() >= CHUNK + AT_HAND
            && let Some(chunk) = self.new.get(..CHUNK).and_then(Chunk::of)
        {
            self.old.push(Arc::new(chunk));
            self.new.drain(..CHUNK);
        }
    }

    /// Takes over the chunks of a list that this one begins with. False: they are not those of this one.
    pub(crate) fn adopt(&mut self, beginning: &Self) -> bool {
        let same = self.old.iter().zip(&beginning.old).all(|(a, b)| a.id == b.id);
        let more = beginning.old.get(self.old.len()..);
        let (true, Some(more)) = (same, more) else {
            return false;
        };
        let packed: usize = more.iter().map(|c| c.n as usize).sum();
        if packed > self.new.len() {
            return false;
        }
        self.new.drain(..packed);
        self.old.clone_from(&beginning.old);
        true
    }
}

fn repack<T: Serialize>(chunk: &mut Arc<Chunk>, items: &[T]) {
    if let Some(packed) = Chunk::of(items) {
        *chunk = Arc::new(packed);
    }
}

impl<T: Serialize> Serialize for Long<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let names: Vec<(u64, u32)> = self.old.iter().map(|c| (c.id, c.n)).collect();
        (names, &self.new).serialize(s)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Long<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let (names, new) = <(Vec<(u64, u32)>, Vec<T>)>::deserialize(d)?;
        let empty = |(id, n)| {
            Arc::new(Chunk {
                id,
                n,
                bytes: OnceLock::new(),
                kept: AtomicBool::new(true),
                asked: AtomicBool::new(false),
            })
        };
        Ok(Self {
            old: names.into_iter().map(empty).collect(),
            new,
            whole: OnceLock::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(n: u32) -> Long<u32> {
        let mut l = Long::default();
        (0..n).for_each(|i| l.push(i));
        l
    }

    #[test]
    fn a_packed_list_reads_like_a_plain_one() {
        let (mut packed, plain) = (list(100), list(100));
        packed.seal();
        assert_eq!((packed.old.len(), packed.new.len(), packed.len()), (2, 36, 100));
        assert_eq!(*packed, *plain);
        assert_eq!(packed, plain);
        packed.push(7);
        assert_eq!(packed.last(), Some(&7));
        packed.edit_last(|n| *n == 40, |n| *n = 1_000);
        packed.edit_each(|n| *n == 3 || *n == 99, |n| *n += 5_000);
        assert_eq!((packed[3], packed[40], packed[99]), (5_003, 1_000, 5_099));
        assert_ne!(packed, plain);
    }

    #[test]
    fn chunks_are_taken_over_where_they_are_the_same() {
        let (mut base, mut now) = (list(72), list(90));
        base.seal();
        assert!(now.adopt(&base));
        assert_eq!((now.old.len(), now.new.len()), (2, 26));
        assert_eq!(*now, *list(90));
        now.edit_last(|n| *n == 5, |n| *n = 0);
        assert!(!now.adopt(&base), "changed since");
    }

    #[test]
    fn the_bytes_can_come_later_and_must_be_the_right_ones() {
        let mut whole = list(80);
        whole.seal();
        let stored = postcard::to_stdvec(&whole).expect("stored");
        let back: Long<u32> = postcard::from_bytes(&stored).expect("read");
        assert_eq!((back.len(), back.iter().count()), (80, 16), "nothing is made up");
        let copy = back.clone();
        for (to, from) in back.chunks().zip(whole.chunks()) {
            let bytes = from.bytes().expect("here");
            assert!(!to.fill(bytes[1..].to_vec()) && to.fill(bytes.to_vec()));
        }
        assert_eq!(*copy, *whole, "a copy shares them");
        let mut early: Long<u32> = postcard::from_bytes(&stored).expect("read");
        early.edit_last(|n| *n == 79, |n| *n = 0);
        assert!(early.chunks().all(|c| !c.was_asked_in_vain()), "it was at hand");
        early.edit_last(|n| *n == 40, |n| *n = 0);
        assert!(early.chunks().any(|c| c.was_asked_in_vain()));
    }
}
