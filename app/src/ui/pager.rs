//! A list that is too long for one page: the part that is shown, and the way to the others.

use backend::paged::Paged;
use leptos::prelude::*;

use crate::{
    i18n::{number, t},
    server,
};

/// Rows of a page, where nothing speaks for another number.
pub const PAGE: usize = 50;

/// The part of a list that stands on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    number: usize,
    size: usize,
    total: usize,
}

impl Part {
    /// The page that the address asks for (`page`). What lies outside of the list is its nearest page.
    pub fn asked(total: usize, size: usize) -> Self {
        Self::new(server::query_part("page").and_then(|n| n.parse().ok()).unwrap_or(1), total, size)
    }

    /// The page of this number, from 1.
    pub fn new(number: usize, total: usize, size: usize) -> Self {
        let pages = total.div_ceil(size.max(1)).max(1);
        Self { number: number.clamp(1, pages), size: size.max(1), total }
    }

    /// The page that the database was asked for.
    pub fn of_paged<T>(paged: &Paged<T>) -> Self {
        let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Self::new(size(paged.page), size(paged.total), size(paged.size))
    }

    /// Rows before this part.
    pub fn before(self) -> usize {
        (self.number - 1) * self.size
    }

    /// The rows of this part, of all that there are.
    pub fn of<T>(self, all: &[T]) -> &[T] {
        all.get(self.before()..self.end()).unwrap_or_default()
    }

    fn end(self) -> usize {
        self.total.min(self.before() + self.size)
    }

    fn is_last(self) -> bool {
        self.end() >= self.total
    }
}

/// Which part of a list this is, and the way to the others; nothing where the list is on one page. `address` is the
/// list's with its filter, without the page.
#[component]
pub fn Pager(#[prop(into)] address: String, part: Part) -> impl IntoView {
    let to = move |n: usize| format!("{address}{}page={n}", if address.contains('?') { '&' } else { '?' });
    let count = |n: usize| number(u32::try_from(n).unwrap_or(u32::MAX));
    (part.total > part.size).then(|| {
        let shown = t!("page-part", first = count(part.before() + 1), last = count(part.end()), total = count(part.total));
        view! {
            <nav class="row" aria-label=t!("pages")>
                {(part.number > 1).then(|| view! { <a href=to(part.number - 1) rel="prev">{t!("page-before")}</a> })}
                <span>{shown}</span>
                {(!part.is_last()).then(|| view! { <a href=to(part.number + 1) rel="next">{t!("page-next")}</a> })}
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_list_are_the_whole_list() {
        let all: Vec<usize> = (0..312).collect();
        let parts: Vec<Part> = (1..=7).map(|n| Part::new(n, all.len(), 50)).collect();
        assert_eq!(parts.iter().flat_map(|p| p.of(&all)).copied().collect::<Vec<_>>(), all);
        assert_eq!(parts.iter().map(|p| p.is_last()).collect::<Vec<_>>(), [false, false, false, false, false, false, true]);
        assert_eq!((parts[6].before(), parts[6].end()), (300, 312));
    }

    #[test]
    fn a_page_that_is_not_there_is_the_nearest() {
        let all = [1, 2, 3];
        assert_eq!(Part::new(0, 3, 2).of(&all), [1, 2]);
        assert_eq!(Part::new(9, 3, 2).of(&all), [3]);
        assert_eq!(Part::new(usize::MAX, 0, 2).of::<i32>(&[]), [0; 0]);
        assert_eq!(Part::new(1, 2, 2), Part { number: 1, size: 2, total: 2 });
        assert!(Part::new(1, 2, 2).is_last());
    }
}
