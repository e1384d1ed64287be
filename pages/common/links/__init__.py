"""Everything a link can carry, page by page.  This is the app's public interface: never rename a setting.

    from pages.common import links
    links.Playground(sentence="the sky is").query()
"""

from pages.common.links.cell import *
from pages.common.links.code import *
from pages.common.links.gallery import *
from pages.common.links.glossary import *
from pages.common.links.gradient_flow import *
from pages.common.links.home import *
from pages.common.links.not_learning import *
from pages.common.links.playground import *
from pages.common.links.your_network import *
