//! A paragraph while it is read.

use super::ReadBlock;

/// What is known of a paragraph so far.
#[derive(Default)]
pub struct Paragraph {
    /// The text so far.
    pub text: String,
    /// The id of its style.
    pub style: Option<String>,
    /// The level in the outline that it has itself.
    pub outline: Option<u8>,
    /// Whether the end of the paragraph was deleted: the next one goes on from it.
    pub joined: bool,
    /// The paragraphs of the boxes in it.
    pub boxes: Vec<ReadBlock>,
}

impl Paragraph {
    /// Adds text; a line feed in it is a space only, and what cannot be seen is left out.
    pub fn push(&mut self, text: &str) {
        let shown = |c: char| match c {
            '\n' | '\r' | '\t' => Some(' '),
            c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => None,
            c => Some(c),
        };
        self.text.extend(text.chars().filter_map(shown));
    }

    /// Starts a new line.
    pub fn line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// A note after the text so far.
    pub fn note(&mut self, note: &str) {
        if !note.is_empty() {
            self.text.push_str("^[");
            self.text.push_str(note);
            self.text.push(']');
        }
    }
}
