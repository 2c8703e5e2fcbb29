//! A list a page at a time: whatever is cut off is on another page.

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// What is on it.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Number of this page, from 1.
    pub page: u64,
    /// Number of pages, at least 1.
    pub pages: u64,
    /// Most rows on a page.
    pub size: u64,
}

impl<T> Paged<T> {
    /// The place of a page among so many rows; a number that is too high is the last page.
    pub(crate) fn place(total: u64, size: u64, page: u64) -> Self {
        let pages = total.div_ceil(size.max(1)).max(1);
        Self { rows: Vec::new(), total, page: page.clamp(1, pages), pages, size }
    }

    /// Rows before this page.
    pub(crate) fn offset(&self, size: u64) -> u64 {
        (self.page - 1) * size
    }

    /// The same place with rows.
    pub(crate) fn with<U>(self, rows: Vec<U>) -> Paged<U> {
        Paged { rows, total: self.total, page: self.page, pages: self.pages, size: self.size }
    }
}
