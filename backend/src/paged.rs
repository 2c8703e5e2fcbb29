//! A list a page at a time: whatever is cut off is on another page.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QuerySelect, Select};

use crate::error::Result;

/// A page of what a statement finds: asked once where the list ends on its first page, else counted too.
pub(crate) async fn read<E, M>(db: &impl ConnectionTrait, all: Select<E>, size: u64, page: u64) -> Result<Paged<M>>
where
    E: EntityTrait<Model = M>,
    M: FromQueryResult + Send + Sync,
{
    if page <= 1 {
        let rows = all.clone().limit(size + 1).all(db).await?;
        let found = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        if found <= size {
            return Ok(Paged::<()>::place(found, size, 1).with(rows));
        }
    }
    let place = Paged::<()>::place(all.clone().count(db).await?, size, page);
    let rows = all.offset(place.offset(size)).limit(size).all(db).await?;
    Ok(place.with(rows))
}

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

    /// The same page with something else of each row.
    pub(crate) fn map<U>(self, each: impl FnMut(T) -> U) -> Paged<U> {
        Paged { rows: self.rows.into_iter().map(each).collect(), total: self.total, page: self.page, pages: self.pages, size: self.size }
    }

    /// The same place with rows.
    pub(crate) fn with<U>(self, rows: Vec<U>) -> Paged<U> {
        Paged { rows, total: self.total, page: self.page, pages: self.pages, size: self.size }
    }
}
