//! What stands behind the figures of a paper, kept once and referred to by number.

use std::collections::HashMap;
use std::sync::Arc;

pub use crate::core::source::Source;

/// The number of a list of sources in a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// The lists of sources of one paper; equal lists are kept once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    lists: Vec<Arc<[Source]>>,
    /// Where a list is, so that keeping one more costs the same however many there are.
    places: HashMap<Arc<[Source]>, u32>,
}

impl Sources {
    /// The number of this list.
    pub fn keep(&mut self, list: Vec<Source>) -> SourceId {
        if let Some(at) = self.places.get(list.as_slice()) {
            return SourceId(*at);
        }
        let at = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        let list: Arc<[Source]> = list.into();
        self.lists.push(Arc::clone(&list));
        self.places.insert(list, at);
        SourceId(at)
    }

    /// What stands behind a figure, in the order in which it was counted.
    pub fn of(&self, id: SourceId) -> &[Source] {
        self.lists.get(id.0 as usize).map_or(&[], AsRef::as_ref)
    }
}
