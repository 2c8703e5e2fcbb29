//! The footnotes or the endnotes of a file.

use std::collections::BTreeMap;

use super::styles::Styles;
use super::walk::Walk;
use super::{LeftOut, ReadBlock, Refusal};

/// What the notes say, by their ids.
#[derive(Default)]
pub struct Notes(BTreeMap<String, String>);

impl Notes {
    /// Reads the part with the notes.
    pub fn read(part: &str, left_out: &mut Vec<LeftOut>) -> Result<Self, Refusal> {
        let styles = Styles::default();
        let mut walk = Walk::new(&styles, Self::default(), Self::default());
        walk.part_of_notes(part)?;
        let (notes, found) = walk.finish_notes();
        left_out.extend(found);
        Ok(Self(notes))
    }

    /// What a note says, inline; each is given once, as it has one number in the text.
    pub fn take(&mut self, id: &str) -> Option<String> {
        self.0.remove(id)
    }
}

/// The paragraphs of a note as one line that stands in brackets.
pub fn inline(blocks: &[ReadBlock]) -> String {
    let words = blocks.iter().flat_map(|block| block.text.split('\n')).map(str::trim).filter(|line| !line.is_empty());
    let bracket = |c| match c {
        '[' => '(',
        ']' => ')',
        c => c,
    };
    words.collect::<Vec<_>>().join(" ").chars().map(bracket).collect()
}
