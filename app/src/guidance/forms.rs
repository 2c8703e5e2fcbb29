//! What the forms of guidance hold.

use domain::{
    form::limits,
    ids::{BriefingEntryId, GuidanceId, OrganisationId},
};

use crate::{
    href,
    server::form::{Code, Day, Id, Line, Prose, form},
};

form! {
    /// A request, as it is asked.
    AskGuidance { organisation: Id<OrganisationId>, about: Code, title: Line<{ limits::TITLE }>, text: Prose<{ limits::GUIDANCE }> }
    |f| "ask_guidance" => href::GUIDANCE;

    /// What is written in a request.
    WriteGuidance { guidance: Id<GuidanceId>, text: Prose<{ limits::GUIDANCE }> }
    |f| "write_guidance" => f.guidance.page(href::guidance, href::GUIDANCE);

    /// A request that somebody makes their own.
    TakeGuidance { guidance: Id<GuidanceId> }
    |f| "take_guidance" => f.guidance.page(href::guidance, href::GUIDANCE);

    /// Until when it is answered.
    GuidanceUntil { guidance: Id<GuidanceId>, due: Day }
    |f| "guidance_until" => f.guidance.page(href::guidance, href::GUIDANCE);

    /// Nothing more is to be done.
    SettleGuidance { guidance: Id<GuidanceId> }
    |f| "settle_guidance" => f.guidance.page(href::guidance, href::GUIDANCE);

    /// A question for the briefing.
    AddBriefingEntry { guidance: Id<GuidanceId>, question: Line<{ limits::ENTRY_QUESTION }>, answer: Prose<{ limits::ENTRY_ANSWER }> }
    |f| "briefing_entry" => f.guidance.page(href::guidance, href::GUIDANCE);

    /// A question that leaves the briefing.
    WithdrawBriefingEntry { entry: Id<BriefingEntryId> }
    |f| "briefing_entry" => href::BRIEFING;
}
