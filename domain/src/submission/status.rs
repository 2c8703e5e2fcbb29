//! How far a submission is. Derived from what happened, never stored: it can't contradict it.

/// How far a submission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing is written yet.
    Planned,
    /// Somebody writes.
    Drafting,
    /// A mentor reads.
    InReview,
    /// Every organisation has signed the text as it is.
    SignedOff,
    /// It was handed in.
    Submitted,
    /// It is public.
    Published,
}

impl Status {
    /// All of them, in order.
    pub const ALL: [Status; 6] =
        [Status::Planned, Status::Drafting, Status::InReview, Status::SignedOff, Status::Submitted, Status::Published];

    /// Whether the text is fixed: what was handed in is what is kept.
    pub fn fixed(self) -> bool {
        self >= Status::Submitted
    }
}

/// The word of an organisation that must sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The revision of the text it signed, if it did.
    pub revision: Option<u32>,
}

/// What happened to a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether anything is written.
    pub has_text: bool,
    /// The revision of its text.
    pub revision: u32,
    /// Whether a mentor was asked and has not answered.
    pub review_open: bool,
    /// The word of each organisation that must sign: the lead and those who contribute.
    pub signatures: Vec<Signature>,
    /// Whether it was handed in.
    pub submitted: bool,
    /// Whether it is public.
    pub published: bool,
}

impl Facts {
    /// Whether every organisation signed the text as it is now: one changed word, and they have to look again.
    pub fn signed_off(&self) -> bool {
        !self.signatures.is_empty() && self.signatures.iter().all(|s| s.revision == Some(self.revision))
    }
}

/// Whether an organisation is counted among those who handed a submission in: the one that leads it, and each that
/// contributes and signed the text that was handed in. To be named by others is not enough.
pub fn made_by(leads: bool, signed: Option<u32>, handed_in: u32) -> bool {
    leads || signed == Some(handed_in)
}

/// How far it is.
pub fn status(facts: &Facts) -> Status {
    if facts.published && facts.submitted {
        Status::Published
    } else if facts.submitted {
        Status::Submitted
    } else if facts.has_text && facts.signed_off() {
        Status::SignedOff
    } else if facts.review_open {
        Status::InReview
    } else if facts.has_text {
        Status::Drafting
    } else {
        Status::Planned
    }
}
