//! A Word file as text: what somebody wrote elsewhere, without its looks. Any bytes may come; none make it stop or take much memory.
//!
//! Of the file only the text, the styles and the notes are read: no headers, no footers, no names of who wrote it.

mod notes;
mod package;
mod paragraph;
mod styles;
mod walk;
mod xml;

use notes::Notes;
use package::Package;
use styles::Styles;
use walk::Walk;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// What a Word file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Its headings and paragraphs in order; none is empty.
    pub blocks: Vec<ReadBlock>,
    /// What the file holds that the blocks do not show as it was; each kind once.
    pub left_out: Vec<LeftOut>,
}

/// A heading or a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadBlock {
    /// The level of a heading, from 1 on; the title of a document is of level 1. Nothing for running text.
    pub heading: Option<u8>,
    /// The text without spaces around it. A line feed starts a new line; a note stands as `^[text of the note]` where its number stood.
    pub text: String,
}

/// What was in the file and has another form in the text, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Changes that nobody has accepted: what was inserted is taken, what was deleted is not.
    TrackedChanges,
    /// Comments are not taken.
    Comments,
    /// Cells are taken as paragraphs, row after row.
    Tables,
    /// Images, charts and embedded objects are not taken.
    Images,
    /// The text of boxes is taken as paragraphs below the paragraph that they belong to.
    TextBoxes,
    /// The list of contents is not taken.
    Contents,
    /// Characters of symbol fonts are not taken.
    Symbols,
    /// Hidden text is not taken.
    Hidden,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// It is something else.
    #[error("this is no Word file (.docx)")]
    NotDocx,
    /// It is in Word's format of before 2007.
    #[error("this is a Word file of the old kind (.doc)")]
    OldWord,
    /// It can only be opened with a password.
    #[error("this file is encrypted")]
    Encrypted,
    /// It holds programs.
    #[error("this file holds macros")]
    Macros,
    /// It is larger than `LARGEST`.
    #[error("this file is too large")]
    TooLarge,
    /// It becomes too large when it is unpacked, or is nested too deeply.
    #[error("this file is too large once it is unpacked")]
    Bomb,
    /// It is damaged, or holds what no Word file has.
    #[error("this file is damaged")]
    Broken,
    /// There is no text in it.
    #[error("this file holds no text")]
    Empty,
}

/// Reads a Word file.
///
/// # Errors
/// Why it is not read; see [`Refusal`].
pub fn read(bytes: &[u8]) -> Result<Read, Refusal> {
    let mut package = Package::open(bytes)?;
    let text = package.text()?;
    let styles = package.related("styles")?.map_or_else(|| Ok(Styles::default()), |part| Styles::read(&part))?;
    let mut notes = [Notes::default(), Notes::default()];
    let mut left_out = Vec::new();
    for (notes, kind) in notes.iter_mut().zip(["footnotes", "endnotes"]) {
        if let Some(part) = package.related(kind)? {
            *notes = Notes::read(&part, &mut left_out)?;
        }
    }
    let [footnotes, endnotes] = notes;
    let mut walk = Walk::new(&styles, footnotes, endnotes);
    walk.part(&text)?;
    let (blocks, found) = walk.finish();
    left_out.extend(found);
    left_out.sort_unstable();
    left_out.dedup();
    if blocks.is_empty() { Err(Refusal::Empty) } else { Ok(Read { blocks, left_out }) }
}

#[cfg(test)]
mod tests;
