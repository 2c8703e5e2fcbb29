//! Every page of `app/src/routes.rs` is looked at with hostile text. A new page is red until it is visited, and until it
//! shows such text or somebody has said why it has none.

use std::collections::BTreeSet;

/// Pages that show nothing anybody typed.
const NOTHING_TYPED: [(&str, &str); 8] = [
    ("/privacy", "the same words for everybody"),
    ("/sign-in", "an empty form"),
    ("/check-in", "an empty form"),
    ("/verify", "an empty form"),
    ("/teach/images", "names of files are made of their content"),
    ("/reminders-off/{token}", "a link that nobody was sent says nothing of anybody"),
    ("/impact", "figures, and the names of regional groups"),
    ("/programme/{purpose}", "begins a test, whose questions are shown as those of a module are"),
];

/// Which pages were visited, and which showed text that somebody typed.
#[derive(Default)]
pub struct Visited {
    seen: BTreeSet<String>,
    showed: BTreeSet<String>,
}

impl Visited {
    /// A page was looked at.
    pub fn add(&mut self, path: &str, shows_text: bool) {
        let route = route_of(path);
        if shows_text {
            self.showed.insert(route.clone());
        }
        self.seen.insert(route);
    }

    /// Every page was visited; each that can show what people type did.
    pub fn is_every_page(&self) {
        let all: BTreeSet<String> = routes().into_iter().collect();
        let missing: Vec<_> = all.difference(&self.seen).collect();
        assert!(missing.is_empty(), "pages that no hostile text was shown to: {missing:#?}");
        let silent: Vec<_> = self.seen.difference(&self.showed).filter(|r| !NOTHING_TYPED.iter().any(|(route, _)| route == r)).collect();
        assert!(silent.is_empty(), "pages on which the hostile text did not appear: {silent:#?}");
        let gone: Vec<_> = NOTHING_TYPED.iter().filter(|(route, _)| !all.contains(*route) || self.showed.contains(*route)).collect();
        assert!(gone.is_empty(), "pages that need no excuse: {gone:#?}");
    }
}

fn routes() -> Vec<String> {
    leptos_axum::generate_route_list(app::App).into_iter().map(|route| route.path().to_owned()).collect()
}

/// The page that answers an address: of those that fit, the one with the fewest open parts. Addresses that scripts ask for
/// (`now`, `board`) belong to the page they are asked from.
fn route_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let path = ["/now", "/board"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &str| {
        let pattern: Vec<&str> = route.split('/').collect();
        pattern.len() == parts.len() && pattern.iter().zip(&parts).all(|(p, part)| p.starts_with('{') || p == part)
    };
    let found = routes().into_iter().filter(|route| fits(route)).min_by_key(|route| route.matches('{').count());
    found.unwrap_or_else(|| panic!("no page answers {path}"))
}
