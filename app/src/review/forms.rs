//! What the form of a State's page holds.

use crate::{
    href,
    server::form::{Code, Slug, form},
};

form! {
    /// Whether the reader follows a State.
    FollowState { state: Slug, to: Code }
    |f| "follow" => href::country(&f.state.to_uppercase());
}
