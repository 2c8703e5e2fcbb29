//! What stands where on a line in which texts of both directions meet.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo};

/// The order of a paragraph, found out once: to do that for each line takes long in a long text.
pub struct Order {
    level: Level,
    classes: Vec<BidiClass>,
    levels: Vec<Level>,
}

impl Order {
    /// The order of a text whose lines start at the side of `level`.
    pub fn new(text: &str, level: Level) -> Self {
        let info = ParagraphBidiInfo::new(text, Some(level));
        Self { level, classes: info.original_classes, levels: info.levels }
    }

    /// The parts of a line from left to right, and whether each is read from right to left.
    pub fn line(&self, text: &str, line: &Range<usize>) -> Vec<(Range<usize>, bool)> {
        let own = (text.get(line.clone()), self.classes.get(line.clone()), self.levels.get(line.clone()));
        let (Some(text), Some(classes), Some(levels)) = own else { return Vec::new() };
        // `visual_runs` panics at an empty line.
        if text.is_empty() {
            return Vec::new();
        }
        // Only the line: `visual_runs` copies whatever it is given.
        let (original_classes, levels) = (classes.to_vec(), levels.to_vec());
        let part = ParagraphBidiInfo { text, original_classes, levels, paragraph_level: self.level, is_pure_ltr: false };
        let (levels, runs) = part.visual_runs(0..text.len());
        let turned = |run: &Range<usize>| levels.get(run.start).is_some_and(Level::is_rtl);
        runs.iter().map(|run| (line.start + run.start..line.start + run.end, turned(run))).collect()
    }
}
