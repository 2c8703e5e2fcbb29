//! What the forms of invitations hold.

use domain::{
    form::limits,
    ids::{InvitationId, OrganisationId},
};

use crate::{
    href,
    server::form::{Code, Id, Number, form},
};

form! {
    /// An invitation link.
    Invite {
        organisation: Id<OrganisationId>, role: Code, max_uses: Number<{ limits::USES.0 }, { limits::USES.1 }>,
        days: Number<{ limits::DAYS.0 }, { limits::DAYS.1 }>,
    }
    |f| "invite" => f.organisation.page(href::organisation, href::HOME);

    /// An invitation link that is taken back.
    RevokeInvitation { organisation: Id<OrganisationId>, invitation: Id<InvitationId> }
    |f| "invite" => f.organisation.page(href::organisation, href::HOME);
}
