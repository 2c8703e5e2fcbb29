//! What the forms of accounts and invitations hold.

use domain::form::limits;
use domain::invitation::Refusal;

use crate::{
    error::{Problem, conflicts, problems},
    href,
    i18n::t,
    server::{
        self,
        form::{Address, Code, Email, Flag, Line, Maybe, NewPassword, Password, Token, form},
    },
};

/// The token as it may stand in an address.
fn join(token: &str) -> String {
    href::join(&token.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(64).collect::<String>())
}

form! {
    /// Who signs in, and where they go then.
    SignIn { next: Address, email: Email, password: Password }
    |f| "sign_in" => if f.next.is_empty() { href::SIGN_IN.to_owned() } else { server::sign_in_first(href::local(&f.next)) };

    /// This browser goes.
    SignOut {}
    |f| "sign_out" => href::FRONT;

    /// Every browser of the account goes.
    SignOutEverywhere {}
    |f| "sign_out_everywhere" => href::ME;

    /// A new account by an invitation.
    AcceptInvitation { token: Token, name: Line<{ limits::PERSON }>, email: Email, password: NewPassword }
    |f| "accept" => join(&f.token);

    /// An invitation for whoever has an account.
    JoinSignedIn { token: Token }
    |f| "join" => join(&f.token);

    /// One's own name.
    SaveName { name: Line<{ limits::PERSON }>, alias: Code }
    |f| "name" => href::ME;

    /// The password once more, before one's data are erased; password managers fill in the name.
    EraseMyself { username: Maybe<Email>, password: Password }
    |f| "erase_myself" => href::MY_DATA;

    /// The zone in which times are read.
    ChooseTimeZone { time_zone: Code }
    |f| "time_zone" => href::ME;

    /// How many reminders of deadlines come.
    ChooseReminders { amount: Code }
    |f| "reminder_amount" => href::ME;

    /// A private calendar address.
    MakeFeed { names: Flag }
    |f| "feed" => href::ME;

    /// It is taken back.
    RevokeFeed {}
    |f| "feed" => href::ME;
}

conflicts! {
    AlreadyMember => t!("problem-already-member"),
}

problems! {
    Problem::Invitation(refusal) => match refusal {
        Refusal::Expired => t!("problem-invitation-expired"),
        Refusal::Revoked => t!("problem-invitation-revoked"),
        Refusal::UsedUp => t!("problem-invitation-used-up"),
    }
}
